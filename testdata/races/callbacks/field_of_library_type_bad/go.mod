module example.com/callbacks/field_of_library_type_bad

go 1.24
