module example.com/lang/generic_type_bad

go 1.24
