module example.com/start/recursive_fan_out_bad

go 1.24
