module example.com/access/slice_value_ok

go 1.24
