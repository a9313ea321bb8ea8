module example.com/variable/counter_bad

go 1.24
