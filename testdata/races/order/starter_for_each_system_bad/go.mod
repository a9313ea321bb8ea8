module example.com/order/starter_for_each_system_bad

go 1.24
