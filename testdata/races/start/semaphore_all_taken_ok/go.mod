module example.com/start/semaphore_all_taken_ok

go 1.24
