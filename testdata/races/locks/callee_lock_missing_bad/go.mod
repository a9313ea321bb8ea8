module example.com/locks/callee_lock_missing_bad

go 1.24
