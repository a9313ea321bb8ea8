module example.com/variable/of_registered_bad

go 1.24
