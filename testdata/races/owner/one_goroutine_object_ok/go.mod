module example.com/owner/one_goroutine_object_ok

go 1.24
