module example.com/order/handover_ok

go 1.24
