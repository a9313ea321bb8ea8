module example.com/access/maps_clone_ok

go 1.24
