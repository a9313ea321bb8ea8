module example.com/owner/counted_after_return_bad

go 1.24
