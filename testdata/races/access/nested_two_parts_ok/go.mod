module example.com/access/nested_two_parts_ok

go 1.24
