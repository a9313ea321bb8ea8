module example.com/lang/generic_method_ok

go 1.27
