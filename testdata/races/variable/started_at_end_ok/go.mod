module example.com/variable/started_at_end_ok

go 1.24
