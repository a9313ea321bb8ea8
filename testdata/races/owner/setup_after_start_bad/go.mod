module example.com/owner/setup_after_start_bad

go 1.24
