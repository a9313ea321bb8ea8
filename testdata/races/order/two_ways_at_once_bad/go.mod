module example.com/order/two_ways_at_once_bad

go 1.24
