module example.com/order/started_is_no_end_bad

go 1.24
