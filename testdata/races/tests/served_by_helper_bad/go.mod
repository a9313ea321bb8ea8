module example.com/tests/served_by_helper_bad

go 1.24
