module example.com/order/waitgroup_ok

go 1.24
