module example.com/tests/double_by_suffix_ok

go 1.24
