module example.com/variable/package_ok

go 1.24
