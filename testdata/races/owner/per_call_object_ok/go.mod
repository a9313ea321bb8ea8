module example.com/owner/per_call_object_ok

go 1.24
