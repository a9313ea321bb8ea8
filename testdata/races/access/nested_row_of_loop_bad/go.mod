module example.com/access/nested_row_of_loop_bad

go 1.24
