module example.com/guard/init_unlocked_ok

go 1.24
