module example.com/order/pool_ok

go 1.24
