module example.com/locks/callers_lock_over_join_bad

go 1.24
