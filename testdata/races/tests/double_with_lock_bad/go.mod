module example.com/tests/double_with_lock_bad

go 1.24
