module example.com/guard/left_over_in_module_bad

go 1.24
