module example.com/guard/started_by_all_bad

go 1.24
