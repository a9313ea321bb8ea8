module example.com/guard/far_without_lock_ok

go 1.24
