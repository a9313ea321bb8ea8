module example.com/escape/getter_behind_interface_ok

go 1.24
