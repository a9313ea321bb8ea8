module example.com/owner/options_ok

go 1.24
