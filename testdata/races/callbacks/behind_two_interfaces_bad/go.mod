module example.com/callbacks/behind_two_interfaces_bad

go 1.24
