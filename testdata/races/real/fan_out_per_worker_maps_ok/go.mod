module example.com/real/fan_out_per_worker_maps_ok

go 1.24
