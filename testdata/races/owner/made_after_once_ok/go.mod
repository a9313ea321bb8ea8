module example.com/owner/made_after_once_ok

go 1.24
