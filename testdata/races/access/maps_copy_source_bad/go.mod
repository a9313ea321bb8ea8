module example.com/access/maps_copy_source_bad

go 1.24
