module example.com/start/own_map_unknown_caller_bad

go 1.24
