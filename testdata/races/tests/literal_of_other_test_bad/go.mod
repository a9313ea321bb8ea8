module example.com/tests/literal_of_other_test_bad

go 1.24
