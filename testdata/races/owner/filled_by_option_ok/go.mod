module example.com/owner/filled_by_option_ok

go 1.24
