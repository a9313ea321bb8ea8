module example.com/start/object_each_round_bad

go 1.24
