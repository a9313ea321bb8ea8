module example.com/callbacks/map_given_to_literal_bad

go 1.24
