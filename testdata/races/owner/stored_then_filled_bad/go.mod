module example.com/owner/stored_then_filled_bad

go 1.24
