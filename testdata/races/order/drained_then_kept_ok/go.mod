module example.com/order/drained_then_kept_ok

go 1.24
