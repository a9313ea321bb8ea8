module example.com/order/pipe_read_to_end_ok

go 1.24
