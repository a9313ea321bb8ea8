module example.com/owner/listed_by_index_bad

go 1.24
