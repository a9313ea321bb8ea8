module example.com/variable/rounds_ok

go 1.24
