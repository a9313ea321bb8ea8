module example.com/order/counted_each_round_ok

go 1.24
