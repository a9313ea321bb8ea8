module example.com/order/copy_on_write_ok

go 1.24
