module example.com/owner/object_per_goroutine_ok

go 1.24
