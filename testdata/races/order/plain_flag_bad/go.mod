module example.com/order/plain_flag_bad

go 1.24
