module example.com/locks/rlock_of_holder_bad

go 1.24
