module example.com/owner/listed_by_index_ok

go 1.24
