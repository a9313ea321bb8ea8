module example.com/callbacks/walk_dir_ok

go 1.24
