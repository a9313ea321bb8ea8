module example.com/access/maps_insert_bad

go 1.24
