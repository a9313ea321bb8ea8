module example.com/owner/copy_keeps_map_bad

go 1.24
