module example.com/order/pipe_still_open_bad

go 1.24
