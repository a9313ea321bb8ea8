module example.com/start/sequential_helper_ok

go 1.24
