module example.com/access/nested_create_bad

go 1.24
