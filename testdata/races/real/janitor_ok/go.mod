module example.com/real/janitor_ok

go 1.24
