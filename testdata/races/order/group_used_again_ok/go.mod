module example.com/order/group_used_again_ok

go 1.24
