module example.com/variable/set_by_getter_ok

go 1.24
