module example.com/guard/unlocked_write_bad

go 1.24
