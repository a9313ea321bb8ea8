module example.com/guard/begun_with_lock_bad

go 1.24
