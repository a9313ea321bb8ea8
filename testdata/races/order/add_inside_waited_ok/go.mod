module example.com/order/add_inside_waited_ok

go 1.24
