module example.com/start/time_after_func_bad

go 1.24
