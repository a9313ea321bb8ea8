module example.com/access/reassigned_ok

go 1.24
