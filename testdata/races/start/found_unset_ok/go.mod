module example.com/start/found_unset_ok

go 1.24
