module example.com/owner/single_by_literals_bad

go 1.24
