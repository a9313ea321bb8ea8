module example.com/order/map_per_iteration_ok

go 1.24
