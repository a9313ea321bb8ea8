module example.com/order/asked_before_start_ok

go 1.24
