module example.com/tests/replaced_by_double_ok

go 1.24
