module example.com/owner/old_map_in_literal_bad

go 1.24
