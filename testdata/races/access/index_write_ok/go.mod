module example.com/access/index_write_ok

go 1.24
