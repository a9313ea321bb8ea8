module example.com/variable/append_ok

go 1.24
