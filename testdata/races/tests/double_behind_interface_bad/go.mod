module example.com/tests/double_behind_interface_bad

go 1.24
