module example.com/access/nested_row_of_loop_ok

go 1.24
