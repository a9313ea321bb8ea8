module example.com/callbacks/range_over_func_ok

go 1.24
