module example.com/variable/error_ok

go 1.24
