module example.com/access/reflect_bad

go 1.24
