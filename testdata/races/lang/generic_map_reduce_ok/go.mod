module example.com/lang/generic_map_reduce_ok

go 1.24
