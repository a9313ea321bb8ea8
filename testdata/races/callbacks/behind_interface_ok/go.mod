module example.com/callbacks/behind_interface_ok

go 1.24
