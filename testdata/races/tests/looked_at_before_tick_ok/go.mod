module example.com/tests/looked_at_before_tick_ok

go 1.24
