module example.com/tests/told_by_listener_ok

go 1.24
