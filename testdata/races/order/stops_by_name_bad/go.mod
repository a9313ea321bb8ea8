module example.com/order/stops_by_name_bad

go 1.24
