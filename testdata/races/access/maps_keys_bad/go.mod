module example.com/access/maps_keys_bad

go 1.24
