module example.com/callbacks/map_given_to_literal_ok

go 1.24
