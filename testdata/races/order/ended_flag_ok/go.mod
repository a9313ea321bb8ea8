module example.com/order/ended_flag_ok

go 1.24
