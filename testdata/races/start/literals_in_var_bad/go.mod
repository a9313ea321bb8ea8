module example.com/start/literals_in_var_bad

go 1.24
