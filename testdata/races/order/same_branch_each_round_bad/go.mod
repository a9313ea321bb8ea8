module example.com/order/same_branch_each_round_bad

go 1.24
