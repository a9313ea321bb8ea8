module example.com/order/once_in_getter_ok

go 1.24
