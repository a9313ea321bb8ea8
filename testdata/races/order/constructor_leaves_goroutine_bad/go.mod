module example.com/order/constructor_leaves_goroutine_bad

go 1.24
