module example.com/access/delete_range_bad

go 1.24
