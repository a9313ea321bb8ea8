module example.com/lang/named_slice_ok

go 1.24
