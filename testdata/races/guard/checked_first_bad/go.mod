module example.com/guard/checked_first_bad

go 1.24
