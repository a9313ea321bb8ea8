module example.com/variable/append_bad

go 1.24
