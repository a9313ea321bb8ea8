module example.com/tests/replaced_by_double_bad

go 1.24
