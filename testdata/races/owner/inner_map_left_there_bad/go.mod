module example.com/owner/inner_map_left_there_bad

go 1.24
