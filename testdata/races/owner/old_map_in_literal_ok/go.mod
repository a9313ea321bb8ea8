module example.com/owner/old_map_in_literal_ok

go 1.24
