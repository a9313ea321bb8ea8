module example.com/http/response_header_ok

go 1.24
