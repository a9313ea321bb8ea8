module example.com/access/named_type_bad

go 1.24
