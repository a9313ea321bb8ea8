module example.com/tests/fed_double_bad

go 1.24
