module example.com/tests/served_product_bad

go 1.24
