module example.com/guard/keeper_lock_bad

go 1.24
