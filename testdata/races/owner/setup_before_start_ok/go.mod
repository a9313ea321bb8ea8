module example.com/owner/setup_before_start_ok

go 1.24
