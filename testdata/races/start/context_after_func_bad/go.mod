module example.com/start/context_after_func_bad

go 1.24
