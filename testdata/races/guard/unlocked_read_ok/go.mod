module example.com/guard/unlocked_read_ok

go 1.24
