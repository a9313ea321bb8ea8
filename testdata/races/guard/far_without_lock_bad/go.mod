module example.com/guard/far_without_lock_bad

go 1.24
