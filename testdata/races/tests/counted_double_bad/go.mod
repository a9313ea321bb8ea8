module example.com/tests/counted_double_bad

go 1.24
