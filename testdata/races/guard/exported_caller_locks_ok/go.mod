module example.com/guard/exported_caller_locks_ok

go 1.24
