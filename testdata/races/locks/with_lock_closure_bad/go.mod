module example.com/locks/with_lock_closure_bad

go 1.24
