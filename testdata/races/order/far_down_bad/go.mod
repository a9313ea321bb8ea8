module example.com/order/far_down_bad

go 1.24
