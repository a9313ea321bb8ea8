module example.com/access/nested_inner_bad

go 1.24
