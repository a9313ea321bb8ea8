module example.com/order/results_ranged_before_wait_bad

go 1.24
