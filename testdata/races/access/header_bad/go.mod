module example.com/access/header_bad

go 1.24
