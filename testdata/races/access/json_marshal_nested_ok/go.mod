module example.com/access/json_marshal_nested_ok

go 1.24
