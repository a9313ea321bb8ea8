module example.com/start/given_to_maker_bad

go 1.24
