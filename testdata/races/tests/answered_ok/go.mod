module example.com/tests/answered_ok

go 1.24
