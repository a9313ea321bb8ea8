module example.com/start/claimed_flag_ok

go 1.24
