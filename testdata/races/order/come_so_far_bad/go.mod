module example.com/order/come_so_far_bad

go 1.24
