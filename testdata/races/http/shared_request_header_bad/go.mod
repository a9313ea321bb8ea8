module example.com/http/shared_request_header_bad

go 1.24
