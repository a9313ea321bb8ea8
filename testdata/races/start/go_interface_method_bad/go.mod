module example.com/start/go_interface_method_bad

go 1.24
