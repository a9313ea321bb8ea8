module example.com/guard/called_before_bad

go 1.24
