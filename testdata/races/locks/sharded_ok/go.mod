module example.com/locks/sharded_ok

go 1.24
