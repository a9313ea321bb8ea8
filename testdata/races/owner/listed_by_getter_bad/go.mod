module example.com/owner/listed_by_getter_bad

go 1.24
