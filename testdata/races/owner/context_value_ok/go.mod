module example.com/owner/context_value_ok

go 1.24
