module example.com/owner/made_around_older_ok

go 1.24
