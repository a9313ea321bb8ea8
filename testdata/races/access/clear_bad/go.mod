module example.com/access/clear_bad

go 1.24
