module example.com/start/own_map_unknown_caller_ok

go 1.24
