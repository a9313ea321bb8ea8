module example.com/access/slice_index_ok

go 1.24
