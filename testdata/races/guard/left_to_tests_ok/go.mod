module example.com/guard/left_to_tests_ok

go 1.24
