module example.com/escape/locked_getter_copy_ok

go 1.24
