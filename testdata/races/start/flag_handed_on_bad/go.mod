module example.com/start/flag_handed_on_bad

go 1.24
