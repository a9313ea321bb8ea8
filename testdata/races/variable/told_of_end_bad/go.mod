module example.com/variable/told_of_end_bad

go 1.24
