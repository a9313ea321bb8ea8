module example.com/http/reverse_proxy_bad

go 1.24
