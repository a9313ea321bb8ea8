module example.com/guard/left_to_tests_bad

go 1.24
