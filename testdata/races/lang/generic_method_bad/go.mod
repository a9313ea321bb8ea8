module example.com/lang/generic_method_bad

go 1.27
