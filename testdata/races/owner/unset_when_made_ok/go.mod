module example.com/owner/unset_when_made_ok

go 1.25
