module example.com/tests/double_by_suffix_bad

go 1.24
