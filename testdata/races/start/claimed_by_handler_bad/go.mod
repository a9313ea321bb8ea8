module example.com/start/claimed_by_handler_bad

go 1.24
