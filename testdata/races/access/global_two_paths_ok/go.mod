module example.com/access/global_two_paths_ok

go 1.24
