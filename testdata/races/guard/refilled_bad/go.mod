module example.com/guard/refilled_bad

go 1.24
