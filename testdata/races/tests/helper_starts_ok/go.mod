module example.com/tests/helper_starts_ok

go 1.24
