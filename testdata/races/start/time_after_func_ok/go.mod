module example.com/start/time_after_func_ok

go 1.24
