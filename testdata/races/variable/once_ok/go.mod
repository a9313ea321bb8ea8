module example.com/variable/once_ok

go 1.24
