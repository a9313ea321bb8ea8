module example.com/escape/filled_when_empty_bad

go 1.24
