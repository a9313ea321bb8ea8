module example.com/order/once_before_start_ok

go 1.24
