module example.com/guard/keeper_lock_ok

go 1.24
