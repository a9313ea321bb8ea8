module example.com/variable/configured_in_test_ok

go 1.24
