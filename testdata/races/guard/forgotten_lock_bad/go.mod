module example.com/guard/forgotten_lock_bad

go 1.24
