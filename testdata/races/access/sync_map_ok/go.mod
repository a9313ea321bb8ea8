module example.com/access/sync_map_ok

go 1.24
