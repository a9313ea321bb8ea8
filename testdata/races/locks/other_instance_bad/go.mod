module example.com/locks/other_instance_bad

go 1.24
