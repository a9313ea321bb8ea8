module example.com/locks/alias_ok

go 1.24
