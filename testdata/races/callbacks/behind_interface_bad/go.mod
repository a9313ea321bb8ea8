module example.com/callbacks/behind_interface_bad

go 1.24
