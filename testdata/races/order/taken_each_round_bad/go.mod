module example.com/order/taken_each_round_bad

go 1.24
