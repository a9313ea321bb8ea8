module example.com/order/once_ok

go 1.24
