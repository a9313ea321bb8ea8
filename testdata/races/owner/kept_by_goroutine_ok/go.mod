module example.com/owner/kept_by_goroutine_ok

go 1.24
