module example.com/owner/inner_map_taken_out_ok

go 1.24
