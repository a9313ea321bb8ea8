module example.com/order/results_counted_ok

go 1.24
