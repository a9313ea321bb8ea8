module example.com/order/asked_before_start_bad

go 1.24
