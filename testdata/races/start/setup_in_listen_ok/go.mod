module example.com/start/setup_in_listen_ok

go 1.24
