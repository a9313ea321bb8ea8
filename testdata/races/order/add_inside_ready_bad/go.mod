module example.com/order/add_inside_ready_bad

go 1.24
