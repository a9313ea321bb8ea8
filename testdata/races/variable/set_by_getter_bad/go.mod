module example.com/variable/set_by_getter_bad

go 1.24
