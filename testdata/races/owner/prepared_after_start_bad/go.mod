module example.com/owner/prepared_after_start_bad

go 1.24
