module example.com/start/tried_until_started_ok

go 1.24
