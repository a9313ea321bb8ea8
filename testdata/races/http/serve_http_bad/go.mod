module example.com/http/serve_http_bad

go 1.24
