module example.com/order/join_each_ok

go 1.24
