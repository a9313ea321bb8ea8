module example.com/start/semaphore_some_taken_bad

go 1.24
