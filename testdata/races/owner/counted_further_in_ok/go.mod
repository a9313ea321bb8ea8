module example.com/owner/counted_further_in_ok

go 1.24
