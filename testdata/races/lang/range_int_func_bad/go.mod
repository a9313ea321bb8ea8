module example.com/lang/range_int_func_bad

go 1.24
