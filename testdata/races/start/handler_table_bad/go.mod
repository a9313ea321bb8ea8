module example.com/start/handler_table_bad

go 1.24
