module example.com/start/many_in_round_bad

go 1.24
