module example.com/order/signal_in_loop_bad

go 1.24
