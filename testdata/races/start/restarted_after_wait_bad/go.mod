module example.com/start/restarted_after_wait_bad

go 1.24
