module example.com/guard/session_outlives_lock_bad

go 1.24
