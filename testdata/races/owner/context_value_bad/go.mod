module example.com/owner/context_value_bad

go 1.24
