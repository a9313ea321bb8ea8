module example.com/locks/chan_semaphore_bad

go 1.24
