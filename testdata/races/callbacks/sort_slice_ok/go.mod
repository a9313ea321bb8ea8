module example.com/callbacks/sort_slice_ok

go 1.24
