module example.com/access/fmt_bad

go 1.24
