module example.com/order/outer_waits_ok

go 1.24
