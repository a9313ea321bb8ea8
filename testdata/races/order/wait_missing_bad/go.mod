module example.com/order/wait_missing_bad

go 1.24
