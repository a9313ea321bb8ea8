module example.com/access/select_target_bad

go 1.24
