module example.com/tests/support_package_ok

go 1.24
