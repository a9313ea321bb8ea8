module example.com/escape/made_if_missing_ok

go 1.24
