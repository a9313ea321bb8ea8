module example.com/variable/counter_ok

go 1.24
