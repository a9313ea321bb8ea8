module example.com/owner/handed_along_bad

go 1.24
