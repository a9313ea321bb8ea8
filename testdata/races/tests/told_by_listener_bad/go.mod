module example.com/tests/told_by_listener_bad

go 1.24
