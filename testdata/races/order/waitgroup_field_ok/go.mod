module example.com/order/waitgroup_field_ok

go 1.24
