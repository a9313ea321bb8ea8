module example.com/http/part_of_handler_ok

go 1.24
