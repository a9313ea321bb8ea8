module example.com/tests/double_behind_interface_ok

go 1.24
