module example.com/guard/helper_made_under_lock_ok

go 1.24
