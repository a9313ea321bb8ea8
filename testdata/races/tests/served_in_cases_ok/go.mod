module example.com/tests/served_in_cases_ok

go 1.24
