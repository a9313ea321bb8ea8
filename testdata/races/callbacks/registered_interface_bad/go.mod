module example.com/callbacks/registered_interface_bad

go 1.24
