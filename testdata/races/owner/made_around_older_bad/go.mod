module example.com/owner/made_around_older_bad

go 1.24
