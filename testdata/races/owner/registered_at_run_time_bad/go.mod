module example.com/owner/registered_at_run_time_bad

go 1.24
