module example.com/locks/trylock_ok

go 1.24
