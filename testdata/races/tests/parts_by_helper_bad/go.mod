module example.com/tests/parts_by_helper_bad

go 1.24
