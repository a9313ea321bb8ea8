module example.com/real/stop_then_read_ok

go 1.24
