module example.com/order/before_go_ok

go 1.24
