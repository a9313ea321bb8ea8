module example.com/callbacks/narrowed_interface_bad

go 1.24
