module example.com/access/json_unmarshal_bad

go 1.24
