module example.com/access/header_clone_ok

go 1.24
