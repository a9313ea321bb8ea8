module example.com/access/deferred_delete_bad

go 1.24
