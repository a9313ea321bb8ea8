module example.com/tests/served_product_ok

go 1.24
