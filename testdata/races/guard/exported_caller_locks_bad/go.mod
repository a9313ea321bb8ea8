module example.com/guard/exported_caller_locks_bad

go 1.24
