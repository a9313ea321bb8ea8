module example.com/order/same_branch_each_round_ok

go 1.24
