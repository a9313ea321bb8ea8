module example.com/access/named_type_ok

go 1.24
