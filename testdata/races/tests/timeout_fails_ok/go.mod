module example.com/tests/timeout_fails_ok

go 1.24
