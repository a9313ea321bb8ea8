module example.com/order/group_of_caller_ok

go 1.24
