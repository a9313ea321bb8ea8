module example.com/start/declared_first_bad

go 1.24
