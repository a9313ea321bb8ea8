module example.com/start/handler_table_ok

go 1.24
