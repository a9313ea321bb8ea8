module example.com/order/goroutine_in_init_bad

go 1.24
