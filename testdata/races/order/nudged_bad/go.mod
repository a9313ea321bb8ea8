module example.com/order/nudged_bad

go 1.24
