module example.com/owner/variable_swapped_ok

go 1.24
