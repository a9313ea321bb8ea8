module example.com/order/once_missing_bad

go 1.24
