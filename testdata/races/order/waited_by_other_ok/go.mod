module example.com/order/waited_by_other_ok

go 1.24
