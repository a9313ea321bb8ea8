module example.com/variable/error_bad

go 1.24
