module example.com/order/ended_flag_unasked_bad

go 1.24
