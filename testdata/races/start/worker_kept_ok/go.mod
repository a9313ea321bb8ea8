module example.com/start/worker_kept_ok

go 1.24
