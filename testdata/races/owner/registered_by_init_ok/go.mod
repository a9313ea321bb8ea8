module example.com/owner/registered_by_init_ok

go 1.24
