module example.com/order/package_init_ok

go 1.24
