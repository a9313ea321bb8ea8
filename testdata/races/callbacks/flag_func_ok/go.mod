module example.com/callbacks/flag_func_ok

go 1.24
