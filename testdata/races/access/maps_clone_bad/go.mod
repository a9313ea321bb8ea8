module example.com/access/maps_clone_bad

go 1.24
