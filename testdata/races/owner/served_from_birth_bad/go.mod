module example.com/owner/served_from_birth_bad

go 1.24
