module example.com/real/background_refresh_ok

go 1.24
