module example.com/guard/left_over_in_module_ok

go 1.24
