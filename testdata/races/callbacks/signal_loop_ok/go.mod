module example.com/callbacks/signal_loop_ok

go 1.24
