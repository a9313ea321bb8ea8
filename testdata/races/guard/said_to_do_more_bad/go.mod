module example.com/guard/said_to_do_more_bad

go 1.24
