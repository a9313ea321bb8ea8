module example.com/owner/copy_gets_own_map_ok

go 1.24
