module example.com/order/cleanup_after_stop_ok

go 1.24
