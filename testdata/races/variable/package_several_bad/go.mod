module example.com/variable/package_several_bad

go 1.24
