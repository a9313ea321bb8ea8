module example.com/escape/getter_behind_interface_bad

go 1.24
