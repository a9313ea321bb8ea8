module example.com/guard/left_to_nobody_bad

go 1.24
