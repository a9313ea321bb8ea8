module example.com/guard/replaced_bad

go 1.24
