module example.com/access/nil_map_ok

go 1.24
