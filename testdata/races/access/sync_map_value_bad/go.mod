module example.com/access/sync_map_value_bad

go 1.24
