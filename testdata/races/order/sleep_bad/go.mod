module example.com/order/sleep_bad

go 1.24
