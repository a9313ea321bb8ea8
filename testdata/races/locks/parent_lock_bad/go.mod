module example.com/locks/parent_lock_bad

go 1.24
