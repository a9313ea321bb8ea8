module example.com/tests/waits_eventually_ok

go 1.24
