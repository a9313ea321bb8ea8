module example.com/start/single_goroutine_ok

go 1.24
