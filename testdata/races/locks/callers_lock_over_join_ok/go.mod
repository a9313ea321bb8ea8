module example.com/locks/callers_lock_over_join_ok

go 1.24
