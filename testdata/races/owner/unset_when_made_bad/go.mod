module example.com/owner/unset_when_made_bad

go 1.25
