module example.com/escape/out_parameter_bad

go 1.24
