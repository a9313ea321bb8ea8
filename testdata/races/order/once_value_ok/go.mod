module example.com/order/once_value_ok

go 1.24
