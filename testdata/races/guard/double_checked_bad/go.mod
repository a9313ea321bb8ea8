module example.com/guard/double_checked_bad

go 1.24
