module example.com/access/range_target_bad

go 1.24
