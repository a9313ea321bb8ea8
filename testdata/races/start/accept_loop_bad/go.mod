module example.com/start/accept_loop_bad

go 1.24
