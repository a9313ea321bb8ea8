module example.com/guard/forgotten_lock_ok

go 1.24
