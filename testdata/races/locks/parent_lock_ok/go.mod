module example.com/locks/parent_lock_ok

go 1.24
