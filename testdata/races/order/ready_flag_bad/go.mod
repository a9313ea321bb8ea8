module example.com/order/ready_flag_bad

go 1.24
