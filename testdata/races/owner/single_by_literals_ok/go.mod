module example.com/owner/single_by_literals_ok

go 1.24
