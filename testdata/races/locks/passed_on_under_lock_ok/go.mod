module example.com/locks/passed_on_under_lock_ok

go 1.24
