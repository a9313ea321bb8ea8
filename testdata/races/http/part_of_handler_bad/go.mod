module example.com/http/part_of_handler_bad

go 1.24
