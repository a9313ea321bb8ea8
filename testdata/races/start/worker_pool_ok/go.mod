module example.com/start/worker_pool_ok

go 1.24
