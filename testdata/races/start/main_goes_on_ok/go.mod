module example.com/start/main_goes_on_ok

go 1.24
