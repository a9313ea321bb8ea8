module example.com/locks/passed_on_under_lock_bad

go 1.24
