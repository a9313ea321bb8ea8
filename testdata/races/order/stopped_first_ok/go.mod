module example.com/order/stopped_first_ok

go 1.24
