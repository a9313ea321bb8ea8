module example.com/order/told_when_done_ok

go 1.24
