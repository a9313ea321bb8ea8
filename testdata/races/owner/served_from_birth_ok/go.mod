module example.com/owner/served_from_birth_ok

go 1.24
