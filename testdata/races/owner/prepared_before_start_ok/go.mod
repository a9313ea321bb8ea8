module example.com/owner/prepared_before_start_ok

go 1.24
