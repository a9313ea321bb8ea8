module example.com/access/json_unmarshal_struct_bad

go 1.24
