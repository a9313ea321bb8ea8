module example.com/order/stopped_if_wrong_bad

go 1.24
