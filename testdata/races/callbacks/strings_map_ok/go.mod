module example.com/callbacks/strings_map_ok

go 1.24
