module example.com/variable/handler_ok

go 1.24
