module example.com/tests/timeout_errors_ok

go 1.24
