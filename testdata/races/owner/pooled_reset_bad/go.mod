module example.com/owner/pooled_reset_bad

go 1.24
