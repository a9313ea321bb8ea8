module example.com/order/atomic_value_ok

go 1.24
