module example.com/start/setup_in_listen_bad

go 1.24
