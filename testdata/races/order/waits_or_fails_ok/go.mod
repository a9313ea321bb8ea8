module example.com/order/waits_or_fails_ok

go 1.24
