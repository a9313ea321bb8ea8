module example.com/start/made_by_setup_bad

go 1.24
