module example.com/locks/named_locks_bad

go 1.24
