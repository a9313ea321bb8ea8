module example.com/access/url_values_bad

go 1.24
