module example.com/start/worker_returned_bad

go 1.24
