module example.com/tests/served_by_helper_ok

go 1.24
