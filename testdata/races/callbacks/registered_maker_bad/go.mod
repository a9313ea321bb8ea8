module example.com/callbacks/registered_maker_bad

go 1.24
