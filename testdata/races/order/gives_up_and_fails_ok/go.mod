module example.com/order/gives_up_and_fails_ok

go 1.24
