module example.com/order/waits_or_fails_bad

go 1.24
