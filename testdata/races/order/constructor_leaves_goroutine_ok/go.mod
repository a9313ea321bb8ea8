module example.com/order/constructor_leaves_goroutine_ok

go 1.24
