module example.com/guard/said_to_set_up_ok

go 1.24
