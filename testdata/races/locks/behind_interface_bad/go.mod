module example.com/locks/behind_interface_bad

go 1.24
