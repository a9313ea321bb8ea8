module example.com/order/group_of_caller_bad

go 1.24
