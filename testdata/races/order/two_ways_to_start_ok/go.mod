module example.com/order/two_ways_to_start_ok

go 1.24
