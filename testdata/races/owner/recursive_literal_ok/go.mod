module example.com/owner/recursive_literal_ok

go 1.24
