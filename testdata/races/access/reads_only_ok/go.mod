module example.com/access/reads_only_ok

go 1.24
