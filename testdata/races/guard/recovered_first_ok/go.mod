module example.com/guard/recovered_first_ok

go 1.24
