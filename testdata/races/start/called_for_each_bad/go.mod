module example.com/start/called_for_each_bad

go 1.24
