module example.com/start/found_unset_bad

go 1.24
