module example.com/order/atomic_flag_ok

go 1.24
