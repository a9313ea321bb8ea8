module example.com/escape/sent_bad

go 1.24
