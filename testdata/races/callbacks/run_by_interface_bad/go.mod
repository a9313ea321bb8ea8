module example.com/callbacks/run_by_interface_bad

go 1.24
