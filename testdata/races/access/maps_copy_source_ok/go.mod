module example.com/access/maps_copy_source_ok

go 1.24
