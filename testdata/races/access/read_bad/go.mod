module example.com/access/read_bad

go 1.24
