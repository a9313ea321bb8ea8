module example.com/access/maps_copy_bad

go 1.24
