module example.com/access/tuple_bad

go 1.24
