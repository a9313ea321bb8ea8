module example.com/tests/support_package_shared_bad

go 1.24
