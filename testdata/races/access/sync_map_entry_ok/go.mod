module example.com/access/sync_map_entry_ok

go 1.24
