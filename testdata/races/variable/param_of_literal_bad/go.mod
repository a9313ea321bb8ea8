module example.com/variable/param_of_literal_bad

go 1.24
