module example.com/order/handover_kept_bad

go 1.24
