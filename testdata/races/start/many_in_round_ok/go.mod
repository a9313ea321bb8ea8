module example.com/start/many_in_round_ok

go 1.24
