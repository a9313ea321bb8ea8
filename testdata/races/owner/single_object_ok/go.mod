module example.com/owner/single_object_ok

go 1.24
