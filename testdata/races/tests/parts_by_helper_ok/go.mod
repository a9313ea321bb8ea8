module example.com/tests/parts_by_helper_ok

go 1.24
