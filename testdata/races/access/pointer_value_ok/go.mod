module example.com/access/pointer_value_ok

go 1.24
