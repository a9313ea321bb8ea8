module example.com/locks/two_locks_ok

go 1.24
