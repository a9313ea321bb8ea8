module example.com/http/filled_while_serving_bad

go 1.24
