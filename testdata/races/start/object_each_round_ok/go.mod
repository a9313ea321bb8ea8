module example.com/start/object_each_round_ok

go 1.24
