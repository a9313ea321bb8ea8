module example.com/real/slice_of_maps_bad

go 1.24
