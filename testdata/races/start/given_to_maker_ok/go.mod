module example.com/start/given_to_maker_ok

go 1.24
