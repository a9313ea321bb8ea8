module example.com/callbacks/same_field_two_objects_bad

go 1.24
