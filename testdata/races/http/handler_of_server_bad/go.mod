module example.com/http/handler_of_server_bad

go 1.24
