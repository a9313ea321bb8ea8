module example.com/guard/init_unlocked_bad

go 1.24
