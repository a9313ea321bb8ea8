module example.com/access/json_marshal_bad

go 1.24
