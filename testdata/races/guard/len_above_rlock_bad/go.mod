module example.com/guard/len_above_rlock_bad

go 1.24
