module example.com/guard/checked_first_ok

go 1.24
