module example.com/guard/readers_never_lock_bad

go 1.24
