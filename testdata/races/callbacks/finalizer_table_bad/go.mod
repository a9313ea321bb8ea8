module example.com/callbacks/finalizer_table_bad

go 1.24
