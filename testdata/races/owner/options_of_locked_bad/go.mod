module example.com/owner/options_of_locked_bad

go 1.24
