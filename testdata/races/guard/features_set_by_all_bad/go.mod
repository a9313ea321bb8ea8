module example.com/guard/features_set_by_all_bad

go 1.24
