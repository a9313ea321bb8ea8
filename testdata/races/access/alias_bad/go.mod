module example.com/access/alias_bad

go 1.24
