module example.com/callbacks/narrowed_interface_ok

go 1.24
