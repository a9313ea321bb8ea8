module example.com/order/add_inside_bad

go 1.24
