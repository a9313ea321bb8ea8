module example.com/locks/table_of_locks_bad

go 1.24
