module example.com/locks/rlock_of_holder_ok

go 1.24
