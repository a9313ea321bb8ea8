module example.com/order/users_stop_first_ok

go 1.24
