module example.com/owner/pooled_reset_ok

go 1.24
