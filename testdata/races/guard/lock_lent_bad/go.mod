module example.com/guard/lock_lent_bad

go 1.24
