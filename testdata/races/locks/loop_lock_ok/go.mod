module example.com/locks/loop_lock_ok

go 1.24
