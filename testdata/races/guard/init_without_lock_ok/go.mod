module example.com/guard/init_without_lock_ok

go 1.24
