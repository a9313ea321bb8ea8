module example.com/locks/table_rlock_bad

go 1.24
