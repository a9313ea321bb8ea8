module example.com/http/handle_func_bad

go 1.24
