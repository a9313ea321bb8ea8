module example.com/start/flag_in_loop_ok

go 1.24
