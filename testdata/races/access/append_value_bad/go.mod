module example.com/access/append_value_bad

go 1.24
