module example.com/guard/filled_at_init_ok

go 1.24
