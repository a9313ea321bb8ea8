module example.com/order/select_default_bad

go 1.24
