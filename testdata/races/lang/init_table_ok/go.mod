module example.com/lang/init_table_ok

go 1.24
