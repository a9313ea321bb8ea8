module example.com/owner/brought_map_bad

go 1.24
