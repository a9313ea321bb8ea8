module example.com/start/claimed_by_handler_ok

go 1.24
