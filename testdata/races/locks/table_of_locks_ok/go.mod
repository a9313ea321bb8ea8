module example.com/locks/table_of_locks_ok

go 1.24
