module example.com/lang/generic_type_ok

go 1.24
