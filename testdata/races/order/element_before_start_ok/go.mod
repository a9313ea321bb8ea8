module example.com/order/element_before_start_ok

go 1.24
