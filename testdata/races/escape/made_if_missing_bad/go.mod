module example.com/escape/made_if_missing_bad

go 1.24
