module example.com/owner/variable_swapped_bad

go 1.24
