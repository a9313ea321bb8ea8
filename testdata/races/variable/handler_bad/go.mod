module example.com/variable/handler_bad

go 1.24
