module example.com/order/signal_in_loop_ok

go 1.24
