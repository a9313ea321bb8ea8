module example.com/order/ended_in_helper_bad

go 1.24
