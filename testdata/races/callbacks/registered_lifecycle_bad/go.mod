module example.com/callbacks/registered_lifecycle_bad

go 1.24
