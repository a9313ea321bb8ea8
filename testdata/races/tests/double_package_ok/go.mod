module example.com/tests/double_package_ok

go 1.24
