module example.com/escape/kept_after_made_ok

go 1.24
