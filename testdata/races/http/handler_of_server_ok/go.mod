module example.com/http/handler_of_server_ok

go 1.24
