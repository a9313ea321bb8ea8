module example.com/guard/registered_at_init_ok

go 1.24
