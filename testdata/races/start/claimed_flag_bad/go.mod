module example.com/start/claimed_flag_bad

go 1.24
