module example.com/tests/counted_double_ok

go 1.24
