module example.com/start/claimed_by_each_bad

go 1.24
