module example.com/start/called_for_each_ok

go 1.24
