module example.com/start/run_and_wait_bad

go 1.24
