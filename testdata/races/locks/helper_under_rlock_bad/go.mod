module example.com/locks/helper_under_rlock_bad

go 1.24
