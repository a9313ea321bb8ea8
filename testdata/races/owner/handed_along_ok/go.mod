module example.com/owner/handed_along_ok

go 1.24
