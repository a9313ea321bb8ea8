module example.com/order/group_used_again_bad

go 1.24
