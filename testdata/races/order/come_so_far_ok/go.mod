module example.com/order/come_so_far_ok

go 1.24
