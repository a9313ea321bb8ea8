module example.com/order/once_after_start_bad

go 1.24
