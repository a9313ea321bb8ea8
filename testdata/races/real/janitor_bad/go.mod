module example.com/real/janitor_bad

go 1.24
