module example.com/real/wrong_struct_mutex_bad

go 1.24
