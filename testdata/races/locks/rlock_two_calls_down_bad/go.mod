module example.com/locks/rlock_two_calls_down_bad

go 1.24
