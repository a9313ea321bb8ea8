module example.com/order/helper_waits_ok

go 1.24
