module example.com/callbacks/put_behind_interface_bad

go 1.24
