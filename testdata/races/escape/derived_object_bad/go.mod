module example.com/escape/derived_object_bad

go 1.24
