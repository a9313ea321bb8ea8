module example.com/callbacks/field_of_library_type_ok

go 1.24
