module example.com/callbacks/stored_for_holder_ok

go 1.24
