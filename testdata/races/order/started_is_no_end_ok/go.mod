module example.com/order/started_is_no_end_ok

go 1.24
