module example.com/http/registered_in_constructor_bad

go 1.24
