module example.com/escape/filled_when_empty_ok

go 1.24
