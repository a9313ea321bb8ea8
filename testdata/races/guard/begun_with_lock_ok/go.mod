module example.com/guard/begun_with_lock_ok

go 1.24
