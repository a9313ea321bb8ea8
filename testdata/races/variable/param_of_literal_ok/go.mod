module example.com/variable/param_of_literal_ok

go 1.24
