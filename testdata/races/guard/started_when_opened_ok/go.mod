module example.com/guard/started_when_opened_ok

go 1.24
