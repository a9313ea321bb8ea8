module example.com/access/delete_bad

go 1.24
