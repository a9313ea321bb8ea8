module example.com/order/results_counted_bad

go 1.24
