module example.com/escape/shared_with_lock_bad

go 1.24
