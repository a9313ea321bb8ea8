module example.com/http/filled_before_serving_ok

go 1.24
