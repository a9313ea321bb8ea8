module example.com/order/returned_waitgroup_bad

go 1.24
