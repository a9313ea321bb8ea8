module example.com/order/ended_in_helper_ok

go 1.24
