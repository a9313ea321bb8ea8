module example.com/escape/local_after_unlock_ok

go 1.24
