module example.com/order/returned_waitgroup_ok

go 1.24
