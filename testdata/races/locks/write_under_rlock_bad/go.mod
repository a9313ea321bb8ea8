module example.com/locks/write_under_rlock_bad

go 1.24
