module example.com/tests/waits_eventually_bad

go 1.24
