module example.com/locks/one_object_by_search_bad

go 1.24
