module example.com/start/semaphore_drained_ok

go 1.24
