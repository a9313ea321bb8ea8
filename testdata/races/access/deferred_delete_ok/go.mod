module example.com/access/deferred_delete_ok

go 1.24
