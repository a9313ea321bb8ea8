module example.com/order/literal_after_setup_ok

go 1.24
