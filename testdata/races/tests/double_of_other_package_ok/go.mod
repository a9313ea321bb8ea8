module example.com/tests/double_of_other_package_ok

go 1.24
