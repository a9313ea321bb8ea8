module example.com/owner/brought_map_ok

go 1.24
