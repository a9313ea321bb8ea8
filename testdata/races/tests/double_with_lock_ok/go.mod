module example.com/tests/double_with_lock_ok

go 1.24
