module example.com/callbacks/sync_map_range_ok

go 1.24
