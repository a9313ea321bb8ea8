module example.com/guard/registered_at_init_bad

go 1.24
