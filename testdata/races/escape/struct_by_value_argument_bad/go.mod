module example.com/escape/struct_by_value_argument_bad

go 1.24
