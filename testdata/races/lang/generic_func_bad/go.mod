module example.com/lang/generic_func_bad

go 1.24
