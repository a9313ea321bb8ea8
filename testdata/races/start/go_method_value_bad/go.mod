module example.com/start/go_method_value_bad

go 1.24
