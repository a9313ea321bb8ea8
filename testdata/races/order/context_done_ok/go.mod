module example.com/order/context_done_ok

go 1.24
