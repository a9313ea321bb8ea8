module example.com/owner/made_after_once_bad

go 1.24
