module example.com/order/owner_loop_twice_bad

go 1.24
