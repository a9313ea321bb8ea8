module example.com/start/go_twice_bad

go 1.24
