module example.com/access/header_add_bad

go 1.24
