module example.com/escape/locked_getter_bad

go 1.24
