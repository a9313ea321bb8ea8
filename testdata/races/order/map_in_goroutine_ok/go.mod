module example.com/order/map_in_goroutine_ok

go 1.24
