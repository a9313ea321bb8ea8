module example.com/callbacks/behind_two_interfaces_ok

go 1.24
