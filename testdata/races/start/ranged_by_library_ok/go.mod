module example.com/start/ranged_by_library_ok

go 1.24
