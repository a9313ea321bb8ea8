module example.com/locks/with_lock_closure_ok

go 1.24
