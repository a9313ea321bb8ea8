module example.com/locks/keyed_own_bad

go 1.24
