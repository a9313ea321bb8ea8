module example.com/callbacks/stand_in_variadic_bad

go 1.24
