module example.com/callbacks/registered_maker_ok

go 1.24
