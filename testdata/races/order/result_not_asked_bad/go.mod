module example.com/order/result_not_asked_bad

go 1.24
