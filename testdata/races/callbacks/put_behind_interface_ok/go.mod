module example.com/callbacks/put_behind_interface_ok

go 1.24
