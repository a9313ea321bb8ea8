module example.com/tests/fed_double_ok

go 1.24
