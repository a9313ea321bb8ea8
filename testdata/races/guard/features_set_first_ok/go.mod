module example.com/guard/features_set_first_ok

go 1.24
