module example.com/order/results_ranged_after_wait_ok

go 1.24
