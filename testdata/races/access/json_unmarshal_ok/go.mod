module example.com/access/json_unmarshal_ok

go 1.24
