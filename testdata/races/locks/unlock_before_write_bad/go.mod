module example.com/locks/unlock_before_write_bad

go 1.24
