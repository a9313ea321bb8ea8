module example.com/escape/derived_object_ok

go 1.24
