module example.com/owner/filled_by_option_bad

go 1.24
