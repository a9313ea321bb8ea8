module example.com/locks/claimed_bad

go 1.24
