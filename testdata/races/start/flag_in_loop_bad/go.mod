module example.com/start/flag_in_loop_bad

go 1.24
