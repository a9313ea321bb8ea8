module example.com/start/run_and_wait_ok

go 1.24
