module example.com/locks/behind_interface_ok

go 1.24
