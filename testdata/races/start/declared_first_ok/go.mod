module example.com/start/declared_first_ok

go 1.24
