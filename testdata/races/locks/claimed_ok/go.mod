module example.com/locks/claimed_ok

go 1.24
