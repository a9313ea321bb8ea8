module example.com/tests/external_package_bad

go 1.24
