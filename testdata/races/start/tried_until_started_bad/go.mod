module example.com/start/tried_until_started_bad

go 1.24
