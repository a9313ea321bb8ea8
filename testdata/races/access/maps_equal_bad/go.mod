module example.com/access/maps_equal_bad

go 1.24
