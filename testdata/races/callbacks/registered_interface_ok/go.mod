module example.com/callbacks/registered_interface_ok

go 1.24
