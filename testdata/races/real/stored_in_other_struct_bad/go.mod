module example.com/real/stored_in_other_struct_bad

go 1.24
