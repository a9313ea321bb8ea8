module example.com/variable/wait_group_renewed_ok

go 1.24
