module example.com/guard/early_return_bad

go 1.24
