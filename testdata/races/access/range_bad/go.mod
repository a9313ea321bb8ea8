module example.com/access/range_bad

go 1.24
