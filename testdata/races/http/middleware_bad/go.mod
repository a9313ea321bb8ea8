module example.com/http/middleware_bad

go 1.24
