module example.com/locks/table_rlock_ok

go 1.24
