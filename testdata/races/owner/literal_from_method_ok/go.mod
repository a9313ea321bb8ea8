module example.com/owner/literal_from_method_ok

go 1.24
