module example.com/start/listen_in_loop_ok

go 1.24
