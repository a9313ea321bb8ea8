module example.com/order/starter_for_each_system_ok

go 1.24
