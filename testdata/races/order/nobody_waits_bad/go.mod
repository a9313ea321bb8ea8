module example.com/order/nobody_waits_bad

go 1.24
