module example.com/owner/left_in_shared_bad

go 1.24
