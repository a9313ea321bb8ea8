module example.com/start/restarted_after_wait_ok

go 1.24
