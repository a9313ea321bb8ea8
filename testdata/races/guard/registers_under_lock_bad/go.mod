module example.com/guard/registers_under_lock_bad

go 1.24
