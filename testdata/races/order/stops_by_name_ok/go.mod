module example.com/order/stops_by_name_ok

go 1.24
