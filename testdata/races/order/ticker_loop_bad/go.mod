module example.com/order/ticker_loop_bad

go 1.24
