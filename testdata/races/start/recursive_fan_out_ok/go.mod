module example.com/start/recursive_fan_out_ok

go 1.24
