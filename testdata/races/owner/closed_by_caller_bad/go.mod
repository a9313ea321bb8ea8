module example.com/owner/closed_by_caller_bad

go 1.24
