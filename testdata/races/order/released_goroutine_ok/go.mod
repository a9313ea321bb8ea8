module example.com/order/released_goroutine_ok

go 1.24
