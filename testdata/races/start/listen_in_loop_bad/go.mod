module example.com/start/listen_in_loop_bad

go 1.24
