module example.com/locks/trylock_else_bad

go 1.24
