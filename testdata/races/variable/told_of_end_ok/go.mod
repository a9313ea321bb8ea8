module example.com/variable/told_of_end_ok

go 1.24
