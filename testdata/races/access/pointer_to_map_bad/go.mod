module example.com/access/pointer_to_map_bad

go 1.24
