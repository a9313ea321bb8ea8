module example.com/escape/struct_copy_ok

go 1.24
