module example.com/start/main_goes_on_bad

go 1.24
