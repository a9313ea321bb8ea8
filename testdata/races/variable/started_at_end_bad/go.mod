module example.com/variable/started_at_end_bad

go 1.24
