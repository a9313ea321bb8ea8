module example.com/tests/literal_of_other_test_ok

go 1.24
