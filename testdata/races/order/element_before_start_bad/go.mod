module example.com/order/element_before_start_bad

go 1.24
