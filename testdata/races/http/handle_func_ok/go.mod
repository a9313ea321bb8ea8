module example.com/http/handle_func_ok

go 1.24
