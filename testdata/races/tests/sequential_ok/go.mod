module example.com/tests/sequential_ok

go 1.24
