module example.com/access/json_marshal_nested_bad

go 1.24
