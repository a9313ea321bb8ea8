module example.com/start/ranged_by_library_bad

go 1.24
