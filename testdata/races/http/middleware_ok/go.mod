module example.com/http/middleware_ok

go 1.24
