module example.com/order/taken_each_round_ok

go 1.24
