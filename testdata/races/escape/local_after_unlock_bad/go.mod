module example.com/escape/local_after_unlock_bad

go 1.24
