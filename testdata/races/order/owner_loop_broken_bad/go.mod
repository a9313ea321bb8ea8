module example.com/order/owner_loop_broken_bad

go 1.24
