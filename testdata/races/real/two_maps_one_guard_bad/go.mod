module example.com/real/two_maps_one_guard_bad

go 1.24
