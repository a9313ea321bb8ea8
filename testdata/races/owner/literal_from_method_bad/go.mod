module example.com/owner/literal_from_method_bad

go 1.24
