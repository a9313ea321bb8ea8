module example.com/tests/looked_at_while_running_bad

go 1.24
