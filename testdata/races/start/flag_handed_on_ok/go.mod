module example.com/start/flag_handed_on_ok

go 1.24
