module example.com/owner/constructor_ok

go 1.24
