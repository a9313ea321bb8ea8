module example.com/callbacks/stored_for_holder_bad

go 1.24
