module example.com/order/ready_flag_ok

go 1.24
