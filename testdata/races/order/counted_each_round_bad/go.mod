module example.com/order/counted_each_round_bad

go 1.24
