module example.com/guard/named_without_lock_bad

go 1.24
