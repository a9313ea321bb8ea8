module example.com/order/owner_loop_ok

go 1.24
