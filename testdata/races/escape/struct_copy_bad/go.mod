module example.com/escape/struct_copy_bad

go 1.24
