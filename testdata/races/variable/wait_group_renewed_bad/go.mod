module example.com/variable/wait_group_renewed_bad

go 1.24
