module example.com/start/made_by_setup_ok

go 1.24
