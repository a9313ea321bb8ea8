module example.com/owner/counted_before_return_ok

go 1.24
