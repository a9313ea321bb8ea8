module example.com/guard/readers_when_done_ok

go 1.24
