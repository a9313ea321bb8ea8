module example.com/tests/helper_starts_bad

go 1.24
