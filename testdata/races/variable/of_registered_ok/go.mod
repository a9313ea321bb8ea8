module example.com/variable/of_registered_ok

go 1.24
