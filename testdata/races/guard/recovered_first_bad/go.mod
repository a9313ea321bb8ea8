module example.com/guard/recovered_first_bad

go 1.24
