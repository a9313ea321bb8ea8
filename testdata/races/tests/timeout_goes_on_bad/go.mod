module example.com/tests/timeout_goes_on_bad

go 1.24
