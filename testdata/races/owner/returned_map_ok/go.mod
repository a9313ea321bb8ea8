module example.com/owner/returned_map_ok

go 1.24
