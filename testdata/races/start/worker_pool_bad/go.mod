module example.com/start/worker_pool_bad

go 1.24
