module example.com/order/after_go_bad

go 1.24
