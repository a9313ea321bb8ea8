module example.com/escape/kept_after_made_bad

go 1.24
