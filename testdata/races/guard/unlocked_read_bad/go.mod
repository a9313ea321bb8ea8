module example.com/guard/unlocked_read_bad

go 1.24
