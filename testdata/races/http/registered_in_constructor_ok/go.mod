module example.com/http/registered_in_constructor_ok

go 1.24
