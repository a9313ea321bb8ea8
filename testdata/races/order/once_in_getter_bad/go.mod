module example.com/order/once_in_getter_bad

go 1.24
