module example.com/owner/copied_with_map_bad

go 1.24
