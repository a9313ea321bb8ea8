module example.com/variable/package_bad

go 1.24
