module example.com/callbacks/same_field_two_objects_ok

go 1.24
