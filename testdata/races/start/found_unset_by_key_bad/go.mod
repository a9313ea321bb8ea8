module example.com/start/found_unset_by_key_bad

go 1.24
