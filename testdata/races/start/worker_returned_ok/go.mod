module example.com/start/worker_returned_ok

go 1.24
