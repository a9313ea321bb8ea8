module example.com/locks/rlocker_bad

go 1.24
