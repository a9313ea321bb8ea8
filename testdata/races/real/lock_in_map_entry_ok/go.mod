module example.com/real/lock_in_map_entry_ok

go 1.24
