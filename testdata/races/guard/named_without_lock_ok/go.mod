module example.com/guard/named_without_lock_ok

go 1.24
