module example.com/callbacks/registered_lifecycle_ok

go 1.24
