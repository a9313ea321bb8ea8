module example.com/http/expvar_func_bad

go 1.24
