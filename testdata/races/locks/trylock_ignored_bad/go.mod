module example.com/locks/trylock_ignored_bad

go 1.24
