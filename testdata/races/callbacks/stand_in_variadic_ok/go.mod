module example.com/callbacks/stand_in_variadic_ok

go 1.24
