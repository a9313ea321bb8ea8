module example.com/locks/one_object_by_search_ok

go 1.24
