module example.com/order/cond_ok

go 1.24
