module example.com/locks/different_mutexes_bad

go 1.24
