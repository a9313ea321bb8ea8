module example.com/order/drained_and_kept_bad

go 1.24
