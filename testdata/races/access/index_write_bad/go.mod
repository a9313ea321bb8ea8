module example.com/access/index_write_bad

go 1.24
