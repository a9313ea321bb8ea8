module example.com/guard/lock_lent_ok

go 1.24
