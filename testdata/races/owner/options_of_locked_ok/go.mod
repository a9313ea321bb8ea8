module example.com/owner/options_of_locked_ok

go 1.24
