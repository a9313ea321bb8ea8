module example.com/escape/shared_with_lock_ok

go 1.24
