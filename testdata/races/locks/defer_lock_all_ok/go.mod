module example.com/locks/defer_lock_all_ok

go 1.24
