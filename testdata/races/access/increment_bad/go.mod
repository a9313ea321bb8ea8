module example.com/access/increment_bad

go 1.24
