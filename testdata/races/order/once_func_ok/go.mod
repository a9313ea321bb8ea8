module example.com/order/once_func_ok

go 1.24
